import { render } from "preact";
import { App } from "./shell/frame/app.tsx";
import { followNews } from "./shell/news/live.ts";
import "./styles/ground/tokens.css";
import "./styles/ground/base.css";
import "./styles/parts/controls.css";
import "./styles/parts/panels.css";
import "./styles/parts/marks.css";
import "./styles/parts/states.css";
import "./styles/parts/dialogs.css";
import "./styles/parts/tables.css";
import "./styles/parts/traces.css";
import "./styles/parts/charts.css";
import "./styles/parts/json.css";
import "./styles/screens/overview.css";
import "./styles/screens/patterns.css";
import "./styles/shell.css";
import "./styles/screens/request.css";
import "./styles/screens/sources.css";
import "./styles/screens/stream.css";

const root = document.querySelector("#app");
// First, so that a list which is read next and the stream leave no gap between them.
followNews();
if (root) render(<App />, root);
