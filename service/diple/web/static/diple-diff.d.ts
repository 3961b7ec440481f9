// Types of <diple-diff>, for programmes in TypeScript: what docs/component.md says of properties and events.

export type View = "side" | "inline";
export type Level = "critical" | "high" | "notable" | "minor" | "noise";

/** A comparison of the form `diple.comparison/1`, as published in schemas/comparison.v1.json. */
export interface Comparison {
  schema: "diple.comparison/1";
  id: string;
  mode: "revision" | "succession" | "translation";
  [more: string]: unknown;
}

/** An analyst's verdicts of the form `diple.verdicts/1`, as published in schemas/verdicts.v1.json. */
export interface Verdicts {
  schema: "diple.verdicts/1";
  comparison: string;
  analyst: string;
  date: string;
  [more: string]: unknown;
}

export interface Loaded {
  comparison: string;
  mode: Comparison["mode"];
  /** How many changes and markers it has. */
  changes: number;
  markers: number;
}

export interface Selected {
  kind: "change" | "marker";
  id: string;
  comparison: string;
  /** The segment beside which it stands; null for a marker about the whole text. */
  segment: string | null;
  changes: string[];
  markers: string[];
  /** Exact quotes. */
  old: string[];
  new: string[];
}

export interface Failed {
  code: string;
  /** In the language of the interface. */
  message: string;
  /** In English, what exactly. */
  detail: string;
  /** Of HTTP, where there was an answer. */
  status: number | null;
  src: string | null;
}

export interface DipleDiff extends HTMLElement {
  get comparison(): Comparison | null;
  /** One alone, or beside the verdicts on it; null goes back to the address or the child. */
  set comparison(given: Comparison | { comparison: Comparison; verdicts: Verdicts } | object | null);
  get verdicts(): Verdicts | null;
  src: string;
  view: View;
  level: Level;
  /** Goes to a change or opens a marker; false where there is none of this id. */
  select(id: string): boolean;
  /** Reads the comparison again from where it comes. */
  reload(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "diple-diff": DipleDiff;
  }
  interface GlobalEventHandlersEventMap {
    "diple-load": CustomEvent<Loaded>;
    "diple-select": CustomEvent<Selected>;
    "diple-error": CustomEvent<Failed>;
  }
}
