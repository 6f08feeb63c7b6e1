/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Certificates of servers that tests start, with keys that guard nothing; good for a century
 * unless it says otherwise. */
#pragma once

/* For mail.example.test alone, vouched for by itself. */
static const char ELSEWHERE_PEM[] =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBrTCCAVOgAwIBAgIUCL3LblXnwEfFRN81uLZ82jcfSo0wCgYIKoZIzj0EAwIw\n"
    "HDEaMBgGA1UEAwwRbWFpbC5leGFtcGxlLnRlc3QwIBcNMjYxMTI0MTkxMzU2WhgP\n"
    "MjEyNjEwMzExOTEzNTZaMBwxGjAYBgNVBAMMEW1haWwuZXhhbXBsZS50ZXN0MFkw\n"
    "EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAExjn3hM27Qh2uFJUOYx3UvALtaWIVkxz1\n"
    "NlQVUDX2SsIwb/ddfTThEYpR4wz2YFw3+vHnqO4eKy1FzNNdnDC6qKNxMG8wHQYD\n"
    "VR0OBBYEFHETX4O9RWMSE8j7iAd17W+tk+wqMB8GA1UdIwQYMBaAFHETX4O9RWMS\n"
    "E8j7iAd17W+tk+wqMA8GA1UdEwEB/wQFMAMBAf8wHAYDVR0RBBUwE4IRbWFpbC5l\n"
    "eGFtcGxlLnRlc3QwCgYIKoZIzj0EAwIDSAAwRQIhAJWTem3Hb4bjsbU4vW0S/gI6\n"
    "0B7XBXOt/QWXn3T3rIYqAiAcTlGKMyol/9B2WhFk9I0ylHjY7xmHuEMmcJ3B9ok/\n"
    "TQ==\n"
    "-----END CERTIFICATE-----\n"
    "-----BEGIN PRIVATE KEY-----\n"
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQguK5Nd59Vh1O8+cF2\n"
    "7K7epO9e31VkWxkT9hfIwEgld/WhRANCAATGOfeEzbtCHa4UlQ5jHdS8Au1pYhWT\n"
    "HPU2VBVQNfZKwjBv9119NOERilHjDPZgXDf68eeo7h4rLUXM012cMLqo\n"
    "-----END PRIVATE KEY-----\n";

/* For localhost and 127.0.0.1, vouched for by itself. */
static const char LOCAL_PEM[] = "-----BEGIN CERTIFICATE-----\n"
                                "MIIBmjCCAUGgAwIBAgIUUBY3GuOJKGb43EUA/Q9F2kj/eJIwCgYIKoZIzj0EAwIw\n"
                                "FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNDE5MTM1NloYDzIxMjYxMDMx\n"
                                "MTkxMzU2WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO\n"
                                "PQMBBwNCAATxODJNWdZKdzy9TJD9G4/3ht6sWOF9YQD6KKcXl+nNMhNznaY3DOkP\n"
                                "wqOzsjmmNgmPZV87XXwh7UPBPaxtWKSLo28wbTAdBgNVHQ4EFgQUPSxTFLlfZJlI\n"
                                "8xGgVkK3SBZ6pyYwHwYDVR0jBBgwFoAUPSxTFLlfZJlI8xGgVkK3SBZ6pyYwDwYD\n"
                                "VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI\n"
                                "zj0EAwIDRwAwRAIgF/oFcm1/z8GA+y1dn+sq0cGJ3J8YJMNfq0xHN0UnmCUCIA3W\n"
                                "3rhtqeRmNQjvJcne5oZnVg171of1NJX1ofHPBDi8\n"
                                "-----END CERTIFICATE-----\n"
                                "-----BEGIN PRIVATE KEY-----\n"
                                "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgxTQyUJ08QzXDADbk\n"
                                "zOmZkxvIjNsNjbkC9x57Zligj+OhRANCAATxODJNWdZKdzy9TJD9G4/3ht6sWOF9\n"
                                "YQD6KKcXl+nNMhNznaY3DOkPwqOzsjmmNgmPZV87XXwh7UPBPaxtWKSL\n"
                                "-----END PRIVATE KEY-----\n";

/* The same, good in the year 2020 alone. */
static const char EXPIRED_PEM[] =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBZjCCAQugAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv\n"
    "c3QwHhcNMjAwMTAxMDAwMDAwWhcNMjEwMTAxMDAwMDAwWjAUMRIwEAYDVQQDDAls\n"
    "b2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATzvzOvJjT6Jmj/h0gQ\n"
    "hRbWHe1USPHpeCEmOq375Re7k8KRFMPsg2gmvEFUSqgY4q6c3G94sU1kScgdTN+b\n"
    "8oMNo04wTDAPBgNVHRMBAf8EBTADAQH/MBoGA1UdEQQTMBGCCWxvY2FsaG9zdIcE\n"
    "fwAAATAdBgNVHQ4EFgQU6bnRvsYk5nAeE8bgSFYDmfNp+uIwCgYIKoZIzj0EAwID\n"
    "SQAwRgIhAIaPkRliGYHc+LBwzXj0icBObdAAmqLno3EJnAZJqFsGAiEAzyhMWzR4\n"
    "sgPe5FMaCYGHO2x/j87VuEqcUu7Bkyqe4es=\n"
    "-----END CERTIFICATE-----\n"
    "-----BEGIN PRIVATE KEY-----\n"
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgD80ZdImLqoAU0XhF\n"
    "55jwgQBQ/HXpI+YSFCRq5OcI1tihRANCAATzvzOvJjT6Jmj/h0gQhRbWHe1USPHp\n"
    "eCEmOq375Re7k8KRFMPsg2gmvEFUSqgY4q6c3G94sU1kScgdTN+b8oMN\n"
    "-----END PRIVATE KEY-----\n";
