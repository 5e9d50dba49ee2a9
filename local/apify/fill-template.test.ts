import { describe, expect, test } from "vitest";
import { fillTemplate } from "./fill-template.ts";

const variables = { eventType: "ACTOR.RUN.SUCCEEDED", resource: { id: 'r"1', usd: 2 } };

describe("fillTemplate", () => {
  test("puts values in as JSON, also from inside an object, and null for what is not there", () => {
    const template =
      '{"type": {{eventType}}, "run": {{ resource.id }}, "none": {{resource.no.way}}}';
    expect(JSON.parse(fillTemplate(template, variables, false))).toEqual({
      type: "ACTOR.RUN.SUCCEEDED",
      run: 'r"1',
      none: null,
    });
  });

  test("leaves strings as they are unless asked to fill them in", () => {
    const template = '{"text": "run {{resource.id}} cost {{resource.usd}}"}';
    expect(JSON.parse(fillTemplate(template, variables, false))).toEqual({
      text: "run {{resource.id}} cost {{resource.usd}}",
    });
    expect(JSON.parse(fillTemplate(template, variables, true))).toEqual({
      text: 'run r"1 cost 2',
    });
  });
});
