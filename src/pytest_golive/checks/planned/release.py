"""Planned checks: release."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "release.flows-all-pass",
    "All critical user flows passed.",
    severity="critical",
    needs=("storefront",),
    says=(
        "critical|key|core user|customer? flows|journeys @tested|working|work|pass|passing|passed passing|passed|pass?",
        "critical|key|core business flows|journeys @tested|working|work|pass|passing|passed passing|passed|pass?",
        "critical|key|core user|customer? workflows @tested|working|work|pass|passing|passed passing|passed|pass?",
        "critical|key|core business workflows @tested|working|work|pass|passing|passed passing|passed|pass?",
        "main|essential user|customer? flows|journeys @tested|working|work|pass|passing|passed passing|passed|pass?",
        "main|essential business flows|journeys @tested|working|work|pass|passing|passed passing|passed|pass?",
        "main|essential user|customer? workflows @tested|working|work|pass|passing|passed passing|passed|pass?",
        "main|essential business workflows @tested|working|work|pass|passing|passed passing|passed|pass?",
        "critical|key|core|main user|customer flows|journeys end @tested|working|work|pass",
        "critical|key|core|main paths @tested|working passing?",
        "happy path|paths|flow|flows @tested|works|pass|green",
        "critical|key|core|main|important journeys|flows|scenarios passed|green|tested|work|pass|works|ok",
        "critical|key|core|main|important paths|workflows passed|green|tested|work|pass|works|ok",
        "top|most|business journeys|flows|critical flows|important|journeys @tested|pass|green",
        (
            "run|walk|ran|walked|click|clicked|go|went through main|core|key|critical|important journeys|journey|"
            "flows|flow|paths|scenarios ~ most user customer users all once on site whole manually full live"
        ),
        "=critical|core|main|key user|customer scenarios|flows|flow|journeys|journey ~ business all most",
        (
            "critical|core|main|key|important|essential|primary|major|happy|top|central|crucial flows|flow|journeys|"
            "journey|paths|path|scenarios|workflows|stories|story|features work|works|working|tested|test|pass|"
            "passed|green|clicked|click|tried|smoke|ok|successful|walked|gone|exercised|go ~ user users customer "
            "customers business end to most all start through once site live the and every on of manually "
            "successfully tested run tests flows full top everything by hand walk went happy core main"
        ),
        (
            "=main|key|core|critical|important use cases|case tested|test|work|works|pass|passed|walked ~ all end "
            "site most user users every"
        ),
        (
            "=user|customer|users|customers flows|flow|journeys|journey|workflows|tested tested|test|work|works|pass|"
            "passed|clicked|verify|run|walked ~ all end start to finish from complete every site main through "
            "manually"
        ),
        "=business processes|process critical|core|key|main work|works|tested|test ~ all end most",
        "=user|customer flows|journeys ~ all main critical key core",
    ),
)
