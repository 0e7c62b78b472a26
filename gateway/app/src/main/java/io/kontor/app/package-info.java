/** REST API and portal of a city operator or regulator; one module per direct sub-package. Start at {@code GatewayMain}. */
@NullMarked
package io.kontor.app;

import org.jspecify.annotations.NullMarked;
