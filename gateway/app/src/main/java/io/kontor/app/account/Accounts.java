package io.kontor.app.account;

import io.kontor.app.settings.GatewaySettings;
import java.util.Map;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** The local accounts, read once at the start. */
@Component
class Accounts implements UserDetailsService {

    private final Map<String, Account> byName;

    Accounts(GatewaySettings settings) {
        this.byName = AccountsFile.read(settings.accountsFile());
    }

    @Override
    public Account loadUserByUsername(String username) {
        Account account = byName.get(username);
        if (account == null) {
            throw new UsernameNotFoundException("Cannot log in " + username + ": there is no such account");
        }
        return account;
    }
}
