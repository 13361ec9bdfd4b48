// duckdb.js PEERS SQL FOLDER INTO: runs the statements of the file in DuckDB, which lies in PEERS, on all cores.
const fs = require("fs");
const [peers, statements, folder, into] = process.argv.slice(2);
const { DuckDBInstance } = require(require.resolve("@duckdb/node-api", { paths: [peers] }));

(async () => {
	const connection = await (await DuckDBInstance.create(":memory:")).connect();
	const text = fs.readFileSync(statements, "utf8").replaceAll("FOLDER", folder).replaceAll("INTO '", "INTO '");
	for (const statement of text.replace("'INTO'", `'${into}'`).split(";\n"))
		if (statement.trim()) await connection.run(statement);
})().catch((error) => {
	console.error(String(error));
	process.exit(3);
});
