/** The kontor command. */
@org.jspecify.annotations.NullMarked
package io.kontor.cli;
