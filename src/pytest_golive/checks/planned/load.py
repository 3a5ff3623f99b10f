"""Planned checks: load."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "load.expected-traffic",
    "A load test with the expected traffic was run.",
    severity="high",
    needs=("load", "url"),
    says=(
        "=load testing|test|tests|tested @tested",
        "load testing|test|tests completed|performed|done|run|conducted|executed|passed|performed",
        "load testing|test|tests|tested {factor}? expected|peak|normal peak|traffic|load? done|@tested?",
        "load testing|test|tests|tested {factor}? expected|peak|normal usage|users done|@tested?",
        "load testing|test|tests|tested {factor}? anticipated|projected peak|traffic|load? done|@tested?",
        "load testing|test|tests|tested {factor}? anticipated|projected usage|users done|@tested?",
        "load testing|test|tests|tested {users} concurrent|simultaneous|virtual users done|@tested?",
        "tested|test expected|peak|anticipated|realistic traffic|load|volume",
        "performance testing|tests load tools",
        "load testing: tools like apache bench|k6|locust bench|k6|locust|jmeter? k6|locust? locust?",
        "risk|risks: load testing",
    ),
    quantities={"factor": float, "users": int},
)
planned(
    "load.thresholds",
    "Performance under load is acceptable.",
    severity="high",
    needs=("load", "url"),
    says=(
        "=load testing|test|tests|tested @tested",
        "load testing|test|tests completed|performed|done|run|conducted|executed|passed|performed",
        "performance testing|tests load tools",
        "p95|latency stayed|remained|held|stays under|below|within|< {milliseconds} ms|milliseconds",
        "performance|latency|response under|times load|peak acceptable|good|ok|holds times|under?",
        "performance|latency|response under|times load|peak stable|fine|fast times|under?",
        "site|app|application under|times load|peak acceptable|good|ok|holds|stable|fine|fast times|under?",
        "site|server|app? handles|withstands|sustains|copes expected|peak|anticipated peak? traffic|load",
        "application|shop handles|withstands|sustains|copes expected|peak|anticipated peak? traffic|load",
        "=load|testing: performance acceptable|ok|good",
        "risk|risks: load testing",
    ),
    quantities={"milliseconds": float},
)
planned(
    "load.memory-stable",
    "Memory does not grow under load.",
    severity="medium",
    needs=("load", "server"),
    says=(
        "=no? memory leaks|leak",
        "no memory leaks|leak found|detected|under|during|observed|load load|test|sustained?",
        "no memory leaks|leak during|in|under {minutes} min|minutes|minute soak|load test|run?",
        "memory usage|consumption|footprint? stable|flat|constant|steady under|during|load load|test?",
    ),
    quantities={"minutes": float},
)
