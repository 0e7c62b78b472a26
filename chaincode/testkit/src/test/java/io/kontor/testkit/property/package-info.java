/** Tests of the property helper and properties of the contract. */
@NullMarked
package io.kontor.testkit.property;

import org.jspecify.annotations.NullMarked;
