// A topic's text on the page.
import { Link } from "@tanstack/react-router";
import styles from "./Help.module.css";
import type { Block, Inline } from "./markup";
import { PermissionList } from "./PermissionList";
import { isTopic } from "./topics";

export function Text({ blocks }: { blocks: readonly Block[] }) {
  return (
    <div className={styles.text}>
      {blocks.map((block, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text of a topic never changes.
        <Part key={place} block={block} />
      ))}
    </div>
  );
}

function Part({ block }: { block: Block }) {
  if (block.kind === "permissions") return <PermissionList />;
  if (block.kind === "heading") {
    return (
      <h3>
        <Words of={block.content} />
      </h3>
    );
  }
  if (block.kind === "paragraph") {
    return (
      <p>
        <Words of={block.content} />
      </p>
    );
  }
  const List = block.kind === "steps" ? "ol" : "ul";
  return (
    <List>
      {block.items.map((item, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text of a topic never changes.
        <li key={place}>
          <Words of={item} />
        </li>
      ))}
    </List>
  );
}

const Words = ({ of }: { of: readonly Inline[] }) =>
  // biome-ignore lint/suspicious/noArrayIndexKey: the text of a topic never changes.
  of.map((each, place) => <Span key={place} of={each} />);

function Span({ of }: { of: Inline }) {
  if (of.kind === "label") return <strong>{of.text}</strong>;
  if (of.kind === "key") return <bdi className={styles.key}>{of.text}</bdi>;
  if (of.kind === "text") return of.text;
  if (!isTopic(of.to)) return of.text;
  return (
    <Link to="/help/$topic" params={{ topic: of.to }}>
      {of.text}
    </Link>
  );
}
