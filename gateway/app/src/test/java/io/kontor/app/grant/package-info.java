/** Tests of the page and the API of grants. */
@NullMarked
package io.kontor.app.grant;

import org.jspecify.annotations.NullMarked;
