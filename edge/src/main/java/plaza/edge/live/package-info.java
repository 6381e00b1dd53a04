/// Chats watched live: who watches which, on which event loop, and how changes reach them.
@NullMarked
package plaza.edge.live;

import org.jspecify.annotations.NullMarked;
