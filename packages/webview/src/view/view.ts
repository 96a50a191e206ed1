import type { Language } from '@convscope/model';
import type { Theme } from '../colour/theme.js';
import type { Session } from '../host/session.js';
import type { WeightStore } from '../host/weights.js';
import type { AppState } from '../state/app-state.js';
import type { Numbers } from '../texts/numbers.js';
import type { Texts } from '../texts/texts.js';

/** A part of the page: made once, then brought up to date with the state, at most once a frame. */
export interface View<E extends HTMLElement = HTMLElement> {
  readonly element: E;
  update(): void;
}

/** What each part of the page works with. */
export interface ViewContext {
  readonly language: Language;
  readonly texts: Texts;
  readonly numbers: Numbers;
  readonly state: Readonly<AppState>;
  readonly session: Session;
  readonly weights: WeightStore;
  theme(): Theme;
  /** Changes what is looked at; the page follows in the next frame. */
  choose(choice: Partial<Pick<AppState, 'shown' | 'layer' | 'tab'>>): void;
  /** Brings the page up to date in the next frame: something only the page knows has changed. */
  refresh(): void;
}
