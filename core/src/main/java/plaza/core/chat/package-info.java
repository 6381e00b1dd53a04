/// Chats and their messages.
@NullMarked
package plaza.core.chat;

import org.jspecify.annotations.NullMarked;
