// What every page runs.

import { installThemeSwitch } from "./theme-switch";

installThemeSwitch();
