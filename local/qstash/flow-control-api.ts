import { EMPTY_OK, param, type ApiRequest, type Route } from "./api-request.ts";
import type { Dispatcher } from "./dispatcher.ts";
import { freshState } from "./flow-lanes.ts";
import { RequestError } from "./request-error.ts";
import type { FlowKeyState } from "./stored-records.ts";
import type { Store } from "./store.ts";

type FlowPorts = { store: Store; dispatcher: Dispatcher; concurrency: number };

export function flowControlRoutes(ports: FlowPorts): Route[] {
  const { store, dispatcher } = ports;
  const action = (
    name: string,
    change: (state: FlowKeyState, request: ApiRequest) => FlowKeyState,
  ) => ({
    method: "POST",
    path: `/v2/flowControl/:/${name}`,
    handle: (request: ApiRequest) => {
      const key = param(request, 0);
      dispatcher.flows.change(change(store.flowKeys.get(key) ?? freshState(key), request));
      return EMPTY_OK;
    },
  });
  return [
    {
      method: "GET",
      path: "/v2/flowControl",
      handle: () => ({
        status: 200,
        body: [...store.flowKeys.values()].map((state) => toFlowRecord(state, dispatcher)),
      }),
    },
    {
      method: "GET",
      path: "/v2/flowControl/:",
      handle: (request) => {
        const state = store.flowKeys.get(param(request, 0));
        if (state === undefined) throw new RequestError(404, "flow control key not found");
        return { status: 200, body: toFlowRecord(state, dispatcher) };
      },
    },
    {
      method: "GET",
      path: "/v2/globalParallelism",
      handle: () => ({
        status: 200,
        body: { parallelismMax: ports.concurrency, parallelismCount: dispatcher.activeCount },
      }),
    },
    action("pause", (state) => ({ ...state, paused: true })),
    action("resume", (state) => ({ ...state, paused: false })),
    action("unpin", (state, { query }) => ({
      ...state,
      pinnedParallelism: state.pinnedParallelism && query.get("parallelism") !== "true",
      pinnedRate: state.pinnedRate && query.get("rate") !== "true",
    })),
    action("pin", (state, request) => {
      dispatcher.flows.resetRate(state.key);
      return pinned(state, request);
    }),
    {
      method: "POST",
      path: "/v2/flowControl/:/resetRate",
      handle: (request) => {
        dispatcher.flows.resetRate(param(request, 0));
        return EMPTY_OK;
      },
    },
  ];
}

function pinned(state: FlowKeyState, { query }: ApiRequest): FlowKeyState {
  const parallelism = readLimit(query, "parallelism");
  const rate = readLimit(query, "rate");
  const periodSeconds = readLimit(query, "period");
  if (parallelism === undefined && rate === undefined) {
    throw new RequestError(400, "pin needs parallelism or rate");
  }
  return {
    ...state,
    ...(parallelism !== undefined && { parallelism, pinnedParallelism: true }),
    ...(rate !== undefined && { rate, periodSeconds: periodSeconds ?? 1, pinnedRate: true }),
  };
}

function readLimit(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === "") return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new RequestError(400, `invalid ${name}: ${text}`);
  }
  return value;
}

function toFlowRecord(state: FlowKeyState, dispatcher: Dispatcher) {
  const usage = dispatcher.flows.usage(state.key);
  return {
    flowControlKey: state.key,
    waitListSize: usage.waitListSize,
    parallelismMax: state.parallelism ?? 0,
    parallelismCount: usage.active,
    rateMax: state.rate ?? 0,
    rateCount: usage.periodCount,
    ratePeriod: state.rate === undefined ? 0 : state.periodSeconds,
    ratePeriodStart: Math.floor(usage.periodStart / 1000),
    isPinnedParallelism: state.pinnedParallelism,
    isPinnedRate: state.pinnedRate,
    isPaused: state.paused,
  };
}
