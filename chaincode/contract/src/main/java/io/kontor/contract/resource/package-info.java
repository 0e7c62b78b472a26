/** Registration of resources. Start at {@code ResourceContract}. */
@NullMarked
package io.kontor.contract.resource;

import org.jspecify.annotations.NullMarked;
