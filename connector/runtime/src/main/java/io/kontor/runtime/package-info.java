/** The connector launcher and its configuration. */
@org.jspecify.annotations.NullMarked
package io.kontor.runtime;
