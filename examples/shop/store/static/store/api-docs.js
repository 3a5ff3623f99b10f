(async () => {
  const root = document.getElementById("swagger-ui");
  const make = (tag, text, className) => Object.assign(document.createElement(tag), { textContent: text, className });
  const answer = await fetch(root.dataset.schemaUrl);
  if (!answer.ok) { root.append(make("p", "The OpenAPI document could not be loaded.", "message error")); return; }
  const schema = await answer.json();
  root.append(make("h2", `${schema.info.title} ${schema.info.version}`, "title"));
  for (const [path, methods] of Object.entries(schema.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const block = make("section", "", `opblock opblock-${method}`);
      block.append(make("h3", `${method.toUpperCase()} ${path}`, "opblock-summary"), make("p", operation.summary, ""));
      for (const parameter of operation.parameters || []) {
        block.append(make("p", `${parameter.name} (${parameter.in}): ${parameter.schema.type}`, "parameter"));
      }
      for (const [status, response] of Object.entries(operation.responses)) {
        block.append(make("p", `${status}: ${response.description}`, "response"));
      }
      root.append(block);
    }
  }
})();
