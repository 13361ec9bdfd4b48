"use strict";
(function () {
var main = document.getElementById("content"), words = main.dataset, compare = new Intl.Collator(document.documentElement.lang, {numeric: true, ignorePunctuation: true}).compare;
function make(name, parent, text) {
	var element = document.createElement(name);
	if (text !== undefined) element.textContent = text;
	if (parent) parent.appendChild(element);
	return element;
}
function fill(text, values) {
	return values.reduce(function (filled, value) { return filled.replace("{}", value); }, text);
}

/* The contents, from the headings. */
var contents = document.querySelector("nav");
main.querySelectorAll("section").forEach(function (section) {
	make("a", contents, section.querySelector("h2").textContent).href = "#" + section.id;
});
contents.hidden = !contents.firstChild;

/* A number such as 35,7 %, -0.12 or 3,1 п. п.; NaN for a text. */
function number(text) {
	var plain = text.replace(/[\s\u00a0%]|п\.|pp$/g, "").replace(",", ".").replace("\u2212", "-");
	return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : NaN;
}
function sort(table, column, head) {
	var down = head.getAttribute("aria-sort") === "ascending", body = table.tBodies[0];
	var rows = Array.from(body.rows, function (row) {
		var text = row.cells[column].textContent;
		return {row: row, text: text, number: number(text)};
	});
	rows.sort(function (a, b) {
		/* What is missing stands last either way. */
		if (!a.text || !b.text) return !a.text - !b.text;
		var order = isNaN(a.number) || isNaN(b.number) ? compare(a.text, b.text) : a.number - b.number;
		return down ? -order : order;
	});
	table.querySelectorAll("th[aria-sort]").forEach(function (other) { other.removeAttribute("aria-sort"); });
	head.setAttribute("aria-sort", down ? "descending" : "ascending");
	rows.forEach(function (item) { body.appendChild(item.row); });
}

/* A field that leaves only those items whose text has all its words. */
function finder(before, label, items, count) {
	var tools = make("div"), field, shown, lower;
	tools.className = "tools";
	before.parentNode.insertBefore(tools, before);
	field = make("input", make("label", tools, label + " "));
	field.type = "search";
	shown = make("output", tools);
	function apply() {
		var wanted = field.value.toLowerCase().split(/\s+/).filter(Boolean), seen = 0;
		lower = lower || items.map(function (item) { return item.textContent.toLowerCase(); });
		items.forEach(function (item, at) {
			var fits = wanted.every(function (word) { return lower[at].includes(word); });
			item.hidden = !fits;
			seen += fits;
		});
		shown.textContent = fill(words.shown, [seen, items.length]);
	}
	field.addEventListener("input", apply);
	return field;
}
var tables = Array.from(main.querySelectorAll("table.sorts"));
tables.forEach(function (table) {
	var rows = table.tBodies[0].rows;
	if (rows.length < 2) return;
	Array.from(table.tHead.rows[0].cells).forEach(function (head, column) {
		var button = make("button");
		button.type = "button";
		head.className = rows[0].cells[column].className;
		button.textContent = head.textContent;
		button.title = fill(words.sort, [head.textContent]);
		head.textContent = "";
		head.appendChild(button);
		button.addEventListener("click", function () { sort(table, column, head); });
	});
	if (rows.length > 7) finder(table.parentNode, words.find, Array.from(rows));
});

/* What is wider than its place is a stop of the tabulator, and can be scrolled with the keys. */
var watch = new ResizeObserver(function (seen) {
	seen.forEach(function (one) {
		var place = one.target, heading = place.closest("section").querySelector("h2").textContent;
		if (place.scrollWidth <= place.clientWidth) {
			["tabindex", "role", "aria-label"].forEach(function (name) { place.removeAttribute(name); });
			return;
		}
		place.tabIndex = 0;
		place.setAttribute("role", "region");
		place.setAttribute("aria-label", heading + ". " + place.firstChild.caption.textContent);
	});
});
/* On a telephone each row is a block: the name, and below it every cell with its head. The roles are those of a table,
   which some browsers take from what is no longer shown as one. */
var narrow = matchMedia("screen and (max-width:40rem)");
function block() {
	if (narrow.matches) tables.splice(0).forEach(function (table) {
		var heads = Array.from(table.tHead.rows[0].cells, function (head) { return head.textContent; });
		table.classList.add("blocks");
		table.setAttribute("role", "table");
		Array.from(table.rows).forEach(function (row) {
			row.setAttribute("role", "row");
			row.parentNode.setAttribute("role", "rowgroup");
			Array.from(row.cells).forEach(function (cell, at) {
				var head = cell.scope, shown = cell.textContent;
				cell.setAttribute("role", head ? head === "row" ? "rowheader" : "columnheader" : "cell");
				if (head) return;
				cell.dataset.head = heads[at];
				if (shown.length > 30) cell.classList.add("long");
			});
		});
	});
}
narrow.addEventListener("change", block);
tables.forEach(function (table) { watch.observe(table.parentNode); });
block();
var cards = Array.from(main.querySelectorAll("article"));
if (cards.length > 2) finder(cards[0], words.card, cards);

/* A card that the field has put away is shown again when a link leads to it. */
function reveal() {
	var card = main.querySelector("article:target");
	if (card && card.hidden) { card.hidden = false; card.scrollIntoView(); }
}
addEventListener("hashchange", reveal);
reveal();

/* The map: one stop of the tabulator, arrows from mark to mark, the name below. */
var points = Array.from(main.querySelectorAll(".points > *")), told = document.getElementById("point");
function tell(point) { told.textContent = point.querySelector("title").textContent; }
function place(point) {
	var use = point.querySelector("use");
	return [Number(use.getAttribute("x")), Number(use.getAttribute("y"))];
}
points.forEach(function (point, at) {
	point.setAttribute("tabindex", at ? -1 : 0);
	point.addEventListener("mouseenter", function () { tell(point); });
	point.addEventListener("focus", function () { tell(point); });
});
/* The nearest mark in the direction of the arrow. */
function nearest(point, across, up) {
	var from = place(point), best = null, least = Infinity;
	points.forEach(function (other) {
		var to = place(other), along = (to[0] - from[0]) * across + (to[1] - from[1]) * up;
		var aside = Math.abs((to[0] - from[0]) * up) + Math.abs((to[1] - from[1]) * across);
		var distance = along + 2 * aside;
		if (along > 0 && distance < least) { least = distance; best = other; }
	});
	return best;
}
var arrows = {ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1]};
if (points.length) points[0].parentNode.addEventListener("keydown", function (event) {
	var arrow = arrows[event.key], from = points.find(function (point) { return point.contains(event.target); });
	var to = arrow && from && nearest(from, arrow[0], arrow[1]);
	if (!arrow) return;
	event.preventDefault();
	if (!to) return;
	from.setAttribute("tabindex", -1);
	to.setAttribute("tabindex", 0);
	to.focus();
});

/* What is closed on the screen is open on paper. */
addEventListener("beforeprint", function () {
	main.querySelectorAll("details").forEach(function (part) { part.open = true; });
});
})();
