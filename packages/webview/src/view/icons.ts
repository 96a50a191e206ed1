import chevronRight from '@vscode/codicons/src/icons/chevron-right.svg';
import circle from '@vscode/codicons/src/icons/circle-large.svg';
import circleSlash from '@vscode/codicons/src/icons/circle-slash.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import debugDisconnect from '@vscode/codicons/src/icons/debug-disconnect.svg';
import debugRestart from '@vscode/codicons/src/icons/debug-restart.svg';
import debugStop from '@vscode/codicons/src/icons/debug-stop.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import output from '@vscode/codicons/src/icons/output.svg';
import passFilled from '@vscode/codicons/src/icons/pass-filled.svg';
import question from '@vscode/codicons/src/icons/question.svg';
import record from '@vscode/codicons/src/icons/record.svg';
import sync from '@vscode/codicons/src/icons/sync.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';

/** The editor's own icons (codicons), as pictures in the page: no font has to be let through. */
const sources = {
  'chevron-right': chevronRight,
  circle,
  'circle-slash': circleSlash,
  close,
  'debug-disconnect': debugDisconnect,
  'debug-restart': debugRestart,
  'debug-stop': debugStop,
  error,
  info,
  output,
  'pass-filled': passFilled,
  question,
  record,
  sync,
  warning,
};

export type IconName = keyof typeof sources;

/** An icon in the colour of the text around it; it says nothing to a screen reader, the text beside it does. */
export function icon(name: IconName, className = ''): SVGSVGElement {
  const parsed = new DOMParser().parseFromString(sources[name], 'image/svg+xml').documentElement;
  const element = document.importNode(parsed, true) as unknown as SVGSVGElement;
  element.setAttribute('class', `icon ${className}`.trim());
  element.setAttribute('aria-hidden', 'true');
  return element;
}

/** Exchanges the icon in a holder, if it is another one. */
export function setIcon(holder: HTMLElement, name: IconName, className = ''): void {
  const look = `${name} ${className}`;
  if (holder.dataset.look === look) return;
  holder.dataset.look = look;
  holder.replaceChildren(icon(name, className));
}
