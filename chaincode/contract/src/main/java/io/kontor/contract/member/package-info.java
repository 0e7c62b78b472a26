/** Members and their pinned keys. Start at {@code MemberContract}. */
@NullMarked
package io.kontor.contract.member;

import org.jspecify.annotations.NullMarked;
