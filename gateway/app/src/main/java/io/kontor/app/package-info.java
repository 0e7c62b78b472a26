/** REST API and portal of a city operator or regulator. */
@org.jspecify.annotations.NullMarked
package io.kontor.app;
