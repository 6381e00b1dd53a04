-- Who was away reads what changed in a chat by position. A posted message's place is told by its number; only those that were
-- edited or deleted need this, so that posting pays for no third tree.
CREATE INDEX message_altered ON message (application, chat, position) WHERE state <> 0;
