my_host.example.com
my_host.example.com