-- Who follows the messages of a partition follows the closing of its chats too. The end of a chat that is closed does not change any more,
-- so its position is that of the closing. Open chats are not in the index: posting pays nothing for it.
ALTER TABLE chat_tail ADD COLUMN closing INTEGER GENERATED ALWAYS AS (CASE WHEN closed <> 0 THEN position END) VIRTUAL;
CREATE INDEX chat_tail_closing ON chat_tail (closing) WHERE closing IS NOT NULL;
