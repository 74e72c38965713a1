import { render } from "preact";
import { App } from "./shell/app.tsx";
import { followNews } from "./shell/live.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/parts.css";
import "./styles/tables.css";
import "./styles/traces.css";
import "./styles/charts.css";
import "./styles/json.css";
import "./styles/overview.css";
import "./styles/patterns.css";
import "./styles/shell.css";
import "./styles/request.css";
import "./styles/sources.css";
import "./styles/stream.css";

const root = document.querySelector("#app");
// First, so that a list which is read next and the stream leave no gap between them.
followNews();
if (root) render(<App />, root);
