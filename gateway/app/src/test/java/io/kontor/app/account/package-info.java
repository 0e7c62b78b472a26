/** Tests of accounts and the door. */
@NullMarked
package io.kontor.app.account;

import org.jspecify.annotations.NullMarked;
