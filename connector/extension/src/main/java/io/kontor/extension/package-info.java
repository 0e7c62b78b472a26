/** EDC extensions: identity, policy functions, grant activation and flow properties. */
@org.jspecify.annotations.NullMarked
package io.kontor.extension;
