import { AppError } from "../errors.ts";
import type { SignatureVerifier, VerifiedBody } from "../vendors/qstash.ts";

/**
 * The body as text, read once. Throws PAYLOAD_TOO_LARGE as soon as the cap is passed, whatever the
 * length header claims, and BAD_REQUEST on bytes that are not UTF-8.
 */
export async function readBody(request: Request, maxBytes: number): Promise<string> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > maxBytes) throw tooLarge(maxBytes);
  if (request.body === null) return "";
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw new AppError("BAD_REQUEST", "The body is not UTF-8 text.", { cause });
  }
}

/** As `readBody`; throws UNAUTHORIZED unless the broker signed this body for exactly this URL. */
export async function readSignedBody(
  request: Request,
  signed: { url: string; verifySignature: SignatureVerifier; maxBytes: number },
): Promise<VerifiedBody> {
  const { url, verifySignature, maxBytes } = signed;
  const signature = request.headers.get("upstash-signature");
  if (signature === null) throw new AppError("UNAUTHORIZED", "signature missing");
  const body = await readBody(request, maxBytes);
  try {
    return await verifySignature({ signature, body, url });
  } catch (cause) {
    throw new AppError("UNAUTHORIZED", "signature refused", { cause });
  }
}

function tooLarge(maxBytes: number): AppError {
  return new AppError("PAYLOAD_TOO_LARGE", `The body is larger than ${maxBytes} bytes.`);
}
