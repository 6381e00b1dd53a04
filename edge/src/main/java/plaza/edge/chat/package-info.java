/// Chats, messages and search over HTTP.
@NullMarked
package plaza.edge.chat;

import org.jspecify.annotations.NullMarked;
