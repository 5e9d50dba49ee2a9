import { expect, test } from "vitest";
import { readOptOutWord } from "./opt-out.ts";

test.each([
  "STOP",
  "stop",
  " Stop. ",
  "\u200Estop\n",
  "ARRETER",
  "Arrêter",
  "arrêt",
  "acha",
  "SIMAMA!",
])("%j takes her off", (text) => {
  expect(readOptOutWord(text)).toBe("stop");
});

test.each(["START", "start", "anza", " Anza ", "Commencer", "reprendre."])(
  "%j takes it back",
  (text) => {
    expect(readOptOutWord(text)).toBe("start");
  },
);

test.each([
  "",
  "please stop",
  "stop by at 5",
  "STOPP",
  "start?? ok",
  "acha bei",
  "1",
  "s".repeat(5_000),
])("%j is neither", (text) => {
  expect(readOptOutWord(text)).toBeNull();
});
