// n8n loads the files that package.json lists under "n8n"; this one exists so that "main" resolves.
module.exports = {};
