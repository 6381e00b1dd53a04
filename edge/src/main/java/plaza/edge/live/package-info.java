/// Live subscriptions to chats, and the delivery of changes to them.
@NullMarked
package plaza.edge.live;

import org.jspecify.annotations.NullMarked;
