// The switch between the light and the dark theme. What the system prefers is not kept.

type Theme = "light" | "dark";

const system = matchMedia("(prefers-color-scheme: dark)");

/** Show the switch in the header, and let it choose. */
export function installThemeSwitch(): void {
  const button = document.querySelector<HTMLButtonElement>("#theme-switch");
  if (!button) return;
  const tell = () => button.setAttribute("aria-pressed", String(shown() === "dark"));
  button.addEventListener("click", () => {
    choose(shown() === "dark" ? "light" : "dark");
    tell();
  });
  system.addEventListener("change", tell);
  button.hidden = false;
  tell();
}

function preferred(): Theme {
  return system.matches ? "dark" : "light";
}

function shown(): Theme {
  return (document.documentElement.dataset["theme"] as Theme | undefined) ?? preferred();
}

function choose(theme: Theme): void {
  const root = document.documentElement;
  if (theme === preferred()) {
    delete root.dataset["theme"];
    keep(null);
  } else {
    root.dataset["theme"] = theme;
    keep(theme);
  }
}

function keep(theme: Theme | null): void {
  try {
    if (theme) localStorage.setItem("theme", theme);
    else localStorage.removeItem("theme");
  } catch {
    // Nothing can be kept: the choice holds for this page.
  }
}
