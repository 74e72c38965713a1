import { render } from "preact";
import { App } from "./shell/app.tsx";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/parts.css";
import "./styles/tables.css";
import "./styles/traces.css";
import "./styles/charts.css";
import "./styles/json.css";
import "./styles/patterns.css";
import "./styles/shell.css";
import "./styles/request.css";
import "./styles/sources.css";

const root = document.querySelector("#app");
if (root) render(<App />, root);
