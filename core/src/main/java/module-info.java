/// The product: what chats are, how a change becomes durable and numbered, and what it asks of
/// the engines around it. It knows no SQL, no HTTP and no clock: those are given to it through
/// the ports.
module plaza.core {
  requires static transitive org.jspecify;
  requires hash4j;

  exports plaza.core.chat;
  exports plaza.core.event;
  exports plaza.core.product;
  exports plaza.core.link;
  exports plaza.core.pipeline;
  exports plaza.core.port;
  exports plaza.core.tenant;
  exports plaza.core.text;
  exports plaza.core.visit;
  exports plaza.core.work;
}
