package io.kontor.app.account;

import io.kontor.model.id.Ids;
import io.kontor.model.member.MemberRole;
import io.kontor.model.rejection.MalformedException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * A person who reads, and with a key of its own signs, for one member (ACC-1).
 *
 * @param username what the person logs in with
 * @param passwordHash bcrypt
 * @param participantId member for which the person acts
 * @param role in which role; decides with the member what the person may read
 * @param keyId pinned key of the member that this person holds in the wallet; absent: reads only
 * @param displayName shown in the top bar
 * @param language first language of the pages: zh-CN or en
 */
public record Account(
        String username,
        String passwordHash,
        String participantId,
        MemberRole role,
        @Nullable String keyId,
        String displayName,
        Locale language)
        implements UserDetails {

    public Account {
        if (!passwordHash.matches("\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}")) {
            throw new MalformedException("Cannot accept account " + username + ": its passwordHash is not bcrypt");
        }
        Ids.require("username", username);
        Ids.require("participant id of account " + username, participantId);
    }

    /** The identity of the wallet that this person signs with, {@code <participantId>/<keyId>}; absent when it only reads. */
    public @Nullable String identity() {
        return keyId == null ? null : participantId + "/" + keyId;
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of(new SimpleGrantedAuthority("ROLE_" + role.name()));
    }

    @Override
    public String getPassword() {
        return passwordHash;
    }

    @Override
    public String getUsername() {
        return username;
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "Account[" + username + " of " + participantId + "]";
    }
}
