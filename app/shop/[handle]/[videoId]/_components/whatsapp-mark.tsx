/** A speech bubble with a handset. */
export function WhatsappMark() {
  return (
    <svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true" fill="none">
      <path
        d="M3.5 20.5 4.8 16A8.7 8.7 0 1 1 8 19.2z"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
      />
      <path
        d="M8.6 8.2c.5-.7 1.3-.5 1.5 0l.5 1.2c.2.5-.7 1-.5 1.5.5 1.2 1.5 2.2 2.9 2.8.5.2.9-.9 1.5-.7l1.2.6c.6.3.5 1-.1 1.5-2.3 1.9-8.6-3.5-7-6.9z"
        fill="currentColor"
      />
    </svg>
  );
}
