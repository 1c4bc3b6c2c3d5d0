# SPDX-License-Identifier: GPL-3.0-or-later
"""A real mail server on loopback for the tests: says its port, keeps what it takes in a folder, one file a mail.

mailpeer.py FOLDER [--cert FILE --key FILE] [--tls | --starttls] [--login NAME PASSWORD]
Recipients "refused@…" get 550, "later@…" get 451 the first time.
"""
import argparse
import asyncio
import logging
import pathlib
import ssl
import warnings

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

parser = argparse.ArgumentParser()
parser.add_argument("folder", type=pathlib.Path)
parser.add_argument("--cert")
parser.add_argument("--key")
parser.add_argument("--tls", action="store_true")
parser.add_argument("--starttls", action="store_true")
parser.add_argument("--login", nargs=2)
options = parser.parse_args()
# A login without STARTTLS behind TLS from the start is what one test is about.
warnings.simplefilter("ignore")
logging.disable()


class Handler:
    taken = 0
    put_off = set()

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address.startswith("refused@"):
            return "550 no such user"
        if address.startswith("later@") and address not in self.put_off:
            self.put_off.add(address)
            return "451 come again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.taken += 1
        head = f"X-Envelope: {envelope.mail_from} -> {','.join(envelope.rcpt_tos)}\r\n"
        head += f"X-Encrypted: {'yes' if session.ssl or options.tls else 'no'}\r\n"
        head += f"X-Login: {session.auth_data.login.decode() if session.auth_data else '-'}\r\n"
        part = options.folder / f"{self.taken}.part"
        part.write_bytes(head.encode() + envelope.original_content)
        part.rename(options.folder / f"{self.taken}.eml")
        return "250 taken"


def check(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and [data.login.decode(), data.password.decode()] == options.login
    return AuthResult(success=good, handled=False, auth_data=data)


async def main():
    context = None
    if options.cert:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.cert, options.key)
    handler = Handler()

    def session():
        return SMTP(
            handler,
            hostname="localhost",
            tls_context=context if options.starttls else None,
            require_starttls=options.starttls,
            authenticator=check if options.login else None,
            auth_required=bool(options.login),
            auth_require_tls=options.starttls,
        )

    server = await asyncio.get_running_loop().create_server(
        session, "127.0.0.1", 0, ssl=context if options.tls else None
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
