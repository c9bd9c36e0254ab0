// The mark: two speech bubbles, one answering the other.
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="#2a5cdb" />
      <path
        d="M9.8 7h8.4A4.8 4.8 0 0 1 23 11.8v1.4a4.8 4.8 0 0 1-4.8 4.8h-4.4L9.6 21.4v-3.5A4.8 4.8 0 0 1 5 13.2v-1.4A4.8 4.8 0 0 1 9.8 7z"
        fill="#fff"
      />
      <path
        d="M25 12.6a4.3 4.3 0 0 1 2.2 3.8v1.3a4.3 4.3 0 0 1-3 4.1v3.2L20.6 22h-3.2a4.3 4.3 0 0 1-3-1.2l.9-.8h2.9A6.8 6.8 0 0 0 25 13.2z"
        fill="#b3c8ff"
      />
    </svg>
  );
}
