/** Records, enums, codecs, money, tariffs, sharing, Merkle tree and rejection codes. */
@org.jspecify.annotations.NullMarked
package io.kontor.model;
