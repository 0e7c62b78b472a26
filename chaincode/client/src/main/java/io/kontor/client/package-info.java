/** One typed facade per capability over the Fabric Gateway protocol. */
@org.jspecify.annotations.NullMarked
package io.kontor.client;
