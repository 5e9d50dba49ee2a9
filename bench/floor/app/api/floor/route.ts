import { Receiver } from "@upstash/qstash";

const MAX_CLOCK_DIFFERENCE_SECONDS = 60;

const receiver = new Receiver({
  currentSigningKey: process.env["QSTASH_CURRENT_SIGNING_KEY"] ?? "",
  nextSigningKey: process.env["QSTASH_NEXT_SIGNING_KEY"] ?? "",
});

/** What a delivery costs before anything is done with it: the framework and the signature. */
export async function POST(request: Request): Promise<Response> {
  const verified = await receiver.verify({
    signature: request.headers.get("upstash-signature") ?? "",
    body: await request.text(),
    url: `${process.env["FLOOR_ORIGIN"]}/api/floor`,
    clockTolerance: MAX_CLOCK_DIFFERENCE_SECONDS,
  });
  return new Response(null, { status: verified ? 200 : 401 });
}
