// tests/browse.js CHROMIUM PAGE STEP…: opens a page in Chromium without a screen, does the steps in their order,
// and prints what they give, a line each. Steps:
//
//   width=390           the width of the window from here on (1280); on=dark, on=paper: as there
//   eval=EXPRESSION     its value, as JSON
//   script=FILE         a program is run in it, such as a checker
//   key=Tab             a key is pressed (Tab, Enter, ArrowRight …)
//   shot=FILE[:SELECT]  a picture of the page, or of what CSS selects
//   pdf=FILE            as it would be printed on A4
//   time                milliseconds until the page was there and drawn
//
// What the browser complains of (faults of the script, what the policy has stopped) is a line `complaint: …`. The
// browser is driven over a pair of pipes, so nothing but node itself is needed.
"use strict";
const { spawn } = require("child_process");
const fs = require("fs");
const os = require("os");
const path = require("path");

const [chromium, page, ...steps] = process.argv.slice(2);
const profile = fs.mkdtempSync(path.join(os.tmpdir(), "browse-"));
const browser = spawn(chromium, ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
	"--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe", "--user-data-dir=" + profile, "about:blank"],
{ stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
const waiting = new Map();
const watchers = new Map();
let last = 0, session, rest = "";

browser.stdio[4].setEncoding("utf8");
browser.stdio[4].on("data", (text) => {
	const messages = (rest + text).split("\0");
	rest = messages.pop();
	messages.forEach((message) => take(JSON.parse(message)));
});

function take(message) {
	if (message.id) {
		const { done, failed } = waiting.get(message.id);
		waiting.delete(message.id);
		if (message.error) failed(new Error(JSON.stringify(message.error)));
		else done(message.result);
		return;
	}
	(watchers.get(message.method) || []).forEach((watcher) => watcher(message.params));
}

function ask(method, params = {}) {
	const message = { id: ++last, method, params };
	if (session) message.sessionId = session;
	browser.stdio[3].write(JSON.stringify(message) + "\0");
	return new Promise((done, failed) => waiting.set(message.id, { done, failed }));
}

function watch(method, watcher) {
	watchers.set(method, (watchers.get(method) || []).concat(watcher));
}

function complain(text) {
	console.log("complaint: " + text);
}

async function evaluate(expression) {
	const result = await ask("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true });
	if (result.exceptionDetails) throw new Error(JSON.stringify(result.exceptionDetails));
	return result.result.value;
}

async function shot(file, select) {
	let clip;
	if (select) {
		// What comes into sight is laid out then, and moves the rest.
		await evaluate(`new Promise((f) => { document.querySelectorAll("article").forEach((a) => { a.style.contentVisibility = "visible"; });
			requestAnimationFrame(() => requestAnimationFrame(f)); })`);
		clip = await evaluate(`(() => { const e = document.querySelector(${JSON.stringify(select)}); e.scrollIntoView();
			const r = e.getBoundingClientRect(); return {x: r.x + scrollX, y: r.y + scrollY, width: r.width, height: r.height, scale: 1}; })()`);
	}
	const picture = await ask("Page.captureScreenshot", { clip, captureBeyondViewport: Boolean(clip) });
	fs.writeFileSync(file, Buffer.from(picture.data, "base64"));
}

const codes = { Tab: 9, Enter: 13, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40 };

async function press(key) {
	const event = { key, code: key, windowsVirtualKeyCode: codes[key] };
	await ask("Input.dispatchKeyEvent", { type: "keyDown", ...event, text: key === "Enter" ? "\r" : undefined });
	await ask("Input.dispatchKeyEvent", { type: "keyUp", ...event });
}

async function dress(on) {
	await ask("Emulation.setEmulatedMedia", {
		media: on === "paper" ? "print" : "",
		features: [{ name: "prefers-color-scheme", value: on === "dark" ? "dark" : "light" }],
	});
}

async function resize(width) {
	await ask("Emulation.setDeviceMetricsOverride", { width, height: 900, deviceScaleFactor: 1, mobile: width < 600 });
}

async function take_step(step) {
	const [, name, value] = /^([a-z]+)=?([^]*)$/.exec(step);
	if (name === "width") await resize(Number(value));
	else if (name === "on") await dress(value);
	else if (name === "eval") console.log(JSON.stringify(await evaluate(value)));
	else if (name === "script") await evaluate(fs.readFileSync(value, "utf8") + "\n;0");
	else if (name === "key") await press(value);
	else if (name === "shot") await shot(...value.split(":"));
	else if (name === "time") console.log(await evaluate("new Promise(f => requestAnimationFrame(() => setTimeout(() => f(Math.round(performance.now())))))"));
	else if (name === "pdf") {
		const made = await ask("Page.printToPDF", { preferCSSPageSize: true });
		fs.writeFileSync(value, Buffer.from(made.data, "base64"));
	} else throw new Error("unknown step " + step);
}

async function work() {
	const { targetId } = await ask("Target.createTarget", { url: "about:blank" });
	session = (await ask("Target.attachToTarget", { targetId, flatten: true })).sessionId;
	watch("Runtime.exceptionThrown", (fault) => complain(fault.exceptionDetails.exception ? fault.exceptionDetails.exception.description : fault.exceptionDetails.text));
	watch("Log.entryAdded", ({ entry }) => complain(entry.text));
	watch("Runtime.consoleAPICalled", (call) => complain(call.args.map((argument) => argument.value).join(" ")));
	watch("Page.javascriptDialogOpening", (dialog) => complain("dialog: " + dialog.message));
	watch("Network.requestWillBeSent", ({ request }) => { if (request.url !== address) complain("request: " + request.url); });
	const address = "file://" + fs.realpathSync(page);
	for (const domain of ["Page", "Runtime", "Log", "Network"]) await ask(domain + ".enable");
	await resize(1280);
	const there = new Promise((done) => watch("Page.loadEventFired", done));
	await ask("Page.navigate", { url: address });
	await there;
	for (const step of steps) await take_step(step);
}

let status = 0;
const limit = setTimeout(() => { console.log("complaint: it took longer than a minute"); leave(1); }, 60000);
function leave(code) {
	status = status || code;
	clearTimeout(limit);
	session = undefined;
	ask("Browser.close").catch(() => {});
	setTimeout(() => browser.kill("SIGKILL"), 5000).unref();
}
// Its last processes may still be writing there.
function tidy() {
	try {
		fs.rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
	} catch (fault) {
		if (fault.code !== "ENOTEMPTY") throw fault;
	}
}
browser.on("error", (fault) => { console.error(fault.message); process.exitCode = 1; });
browser.on("exit", () => { tidy(); process.exit(status); });
work().then(() => leave(0), (fault) => { console.error(fault.message); leave(1); });
