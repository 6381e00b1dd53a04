/// Many chats over one WebSocket: watching, sending, acknowledging.
@NullMarked
package plaza.edge.socket;

import org.jspecify.annotations.NullMarked;
