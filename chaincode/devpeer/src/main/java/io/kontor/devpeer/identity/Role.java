package io.kontor.devpeer.identity;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** The role of an identity, named by exactly one organisational unit of its subject, as Fabric's NodeOUs want it. */
public enum Role {
    /** An application or a person. */
    CLIENT,
    /** Endorses. */
    PEER,
    /** Administers the organisation. */
    ADMIN,
    /** Orders. */
    ORDERER;

    static Role of(final X500Principal subject) throws IdentityRefused {
        final Set<Role> roles = EnumSet.noneOf(Role.class);
        try {
            for (final Rdn rdn : new LdapName(subject.getName()).getRdns()) {
                if ("OU".equalsIgnoreCase(rdn.getType())) {
                    addRole(roles, String.valueOf(rdn.getValue()));
                }
            }
        } catch (InvalidNameException e) {
            throw new IdentityRefused("subject " + subject + " cannot be read", e);
        }
        if (roles.size() != 1) {
            throw new IdentityRefused("subject " + subject
                    + " must have exactly one of the units client, peer, admin, orderer; it has " + roles.size());
        }
        return roles.iterator().next();
    }

    private static void addRole(final Set<Role> roles, final String unit) {
        for (final Role role : values()) {
            if (role.name().toLowerCase(Locale.ROOT).equals(unit)) {
                roles.add(role);
            }
        }
    }
}
