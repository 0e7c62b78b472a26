/** The embedded development ledger that speaks the Fabric Gateway protocol. */
@org.jspecify.annotations.NullMarked
package io.kontor.devpeer;
