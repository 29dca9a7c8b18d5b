// Runs before the page is painted, so that a chosen theme does not flash in. No imports: it is
// loaded as a classic script. What chooses stands in theme-switch.ts.

try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") {
    document.documentElement.dataset["theme"] = chosen;
  }
} catch {
  // The browser keeps nothing for this site: the system's theme it is.
}
