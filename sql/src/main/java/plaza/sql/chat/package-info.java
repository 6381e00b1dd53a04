/// The rows of chats and messages.
@NullMarked
package plaza.sql.chat;

import org.jspecify.annotations.NullMarked;
