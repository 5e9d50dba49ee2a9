import type { DeadLetterFields } from "#lib/doors/admin-dead-letters.ts";
import { ADMIN_HOME } from "#lib/doors/admin-door.ts";
import { EVENT_TYPES } from "#lib/events/catalogue/catalogue.ts";
import { DEAD_LETTER_REASONS, DEAD_LETTER_STATES } from "#lib/events/list-dead-letters.ts";
import { CONSUMERS, subscriptionsOf } from "#lib/events/routing.ts";
import { WORDS_OF_REASON, WORDS_OF_STATE } from "../../_components/words.ts";

type Option = { value: string; label: string };

const same = (value: string): Option => ({ value, label: value });
const DELIVERED_TYPES = EVENT_TYPES.filter((type) => subscriptionsOf(type).length > 0);

export function FilterForm({ fields }: { fields: DeadLetterFields }) {
  const states = DEAD_LETTER_STATES.map((value) => ({ value, label: WORDS_OF_STATE[value] }));
  const reasons = DEAD_LETTER_REASONS.map((value) => ({ value, label: WORDS_OF_REASON[value] }));
  return (
    <form className="filter" method="get" action={ADMIN_HOME}>
      <Choice name="state" label="State" chosen={fields.state} options={states} any="all" />
      <Choice
        name="consumer"
        label="Consumer"
        chosen={fields.consumer}
        options={CONSUMERS.map(same)}
      />
      <Choice name="type" label="Event" chosen={fields.type} options={DELIVERED_TYPES.map(same)} />
      <Choice name="reason" label="Reason" chosen={fields.reason} options={reasons} />
      <label>
        Since
        <input type="date" name="since" defaultValue={fields.since} />
      </label>
      <button className="button" type="submit">
        Show
      </button>
    </form>
  );
}

function Choice(props: {
  name: string;
  label: string;
  chosen: string | undefined;
  options: Option[];
  /** Value that stands for every one of them. */
  any?: string;
}) {
  return (
    <label>
      {props.label}
      <select name={props.name} defaultValue={props.chosen ?? props.any ?? ""}>
        <option value={props.any ?? ""}>Any</option>
        {props.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
