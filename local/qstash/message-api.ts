import { param, type ApiRequest, type Route } from "./api-request.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { MessageBook } from "./message-book.ts";
import { toMessageRecord } from "./message-records.ts";
import { readCount, readFilters } from "./record-filters.ts";
import { RequestError } from "./request-error.ts";
import type { Message } from "./stored-records.ts";

type MessagePorts = { book: MessageBook; dispatcher: Dispatcher };

export function messageRoutes({ book, dispatcher }: MessagePorts): Route[] {
  const find = (request: ApiRequest): Message => {
    const message = book.find(param(request, 0));
    if (message === undefined) {
      throw new RequestError(404, `message ${param(request, 0)} not found`);
    }
    return message;
  };
  const cancel = (message: Message): void => {
    book.cancel(message);
    dispatcher.forget(message.messageId);
  };
  return [
    {
      method: "GET",
      path: "/v2/messages/:",
      handle: (request) => ({ status: 200, body: toMessageRecord(find(request)) }),
    },
    {
      method: "DELETE",
      path: "/v2/messages/:",
      handle: (request) => {
        cancel(find(request));
        return { status: 200, body: { cancelled: 1 } };
      },
    },
    {
      method: "DELETE",
      path: "/v2/messages",
      handle: ({ query }) => {
        const filters = readFilters(query);
        const most = readCount(query, { fallback: Infinity, most: Infinity });
        const chosen = book
          .inOrder()
          .filter((message) => filters.matches({ message, time: message.createdAt }))
          .slice(0, most);
        for (const message of chosen) cancel(message);
        return { status: 200, body: { cancelled: chosen.length } };
      },
    },
  ];
}
