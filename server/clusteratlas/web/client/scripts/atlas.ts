// What every page runs.

import { installSuggestions } from "./suggest";
import { installThemeSwitch } from "./theme-switch";

installThemeSwitch();
installSuggestions();
